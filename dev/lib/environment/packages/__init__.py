"""What the commands need besides: packages of Debian, of npm, and single ones of PyPI."""
