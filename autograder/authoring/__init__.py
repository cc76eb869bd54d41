"""Author a course: masters, hand-outs, examples, the audit, measured thresholds."""
