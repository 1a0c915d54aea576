"""What a test run came to."""

from dataclasses import dataclass, field

from . import say

FAILED, CLOSING = "FAILED ", "{} passed, {} failed"


@dataclass
class Report:
    passed: int = 0
    failed: int = 0
    complaints: list = field(default_factory=list)

    def check(self, name, problem=""):
        """Counts one check; a text says that and why it failed."""
        if problem:
            self.complain(f"{name}: {problem}")
        else:
            self.passed += 1

    def complain(self, text, count=1):
        self.failed += count
        self.complaints.append(text)
        print(f"{FAILED}{text}", flush=True)

    def close(self):
        """Prints the closing line; returns the exit code."""
        if self.failed:
            say.step("what failed:")
            for text in self.complaints:
                print("  " + text.splitlines()[0])
        if not self.passed and not self.failed:
            self.complain("nothing ran")
        print(CLOSING.format(self.passed, self.failed), flush=True)
        return 1 if self.failed else 0
