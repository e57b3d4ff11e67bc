"""The pages for people, one router a file."""
