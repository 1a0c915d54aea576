"""What is needed besides: packages of Debian, of npm, and single ones of PyPI."""
