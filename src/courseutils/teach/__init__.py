"""The instructor's floor: build, release, mark, site. The student floor never imports it."""
