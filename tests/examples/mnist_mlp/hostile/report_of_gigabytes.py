"""Answers with long strings, dictionaries of many keys and very many blanks, all of which would stand in the report.

family: bombs
start: solved
loses: q8
"""

# %% sizes
HIDDEN_SIZES = [["A" * (60 * 2**20), "\u202e<script>"], [{str(i): i for i in range(10**6)}]]

# %% table
class _Wide:
    columns = ["c" * 1000 + str(i) for i in range(10_000)]

    def to_dict(self, *args):
        return [{f"k{i}": "v" * 100 for i in range(200_000)}] * 2


def comparison_table(results):
    return _Wide()
