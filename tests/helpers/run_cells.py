"""Run cells, a JSON list on stdin, in a kernel of this interpreter that works in the current folder; print what each of them printed."""

import json
import sys

from jupyter_client.manager import start_new_kernel


def run(client, source):
    said = []

    def note(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            said.append(content["text"])
        elif message["msg_type"] == "error":
            said.append(f"{content['ename']}: {content['evalue']}")
        elif message["msg_type"] in ("execute_result", "display_data"):
            said.append(content["data"].get("text/plain", ""))

    client.execute_interactive(source, output_hook=note, timeout=900)
    return "".join(said)


if __name__ == "__main__":
    manager, client = start_new_kernel(kernel_name="python3")
    outputs = [run(client, source) for source in json.load(sys.stdin)]
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    json.dump(outputs, sys.stdout)
