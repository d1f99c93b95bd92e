#!/bin/sh
# Start Snelkookpan on macOS by a double click. The window stays, so that what was said can be read.
sh "$(dirname "$0")/start.sh" "$@"
printf 'Dit venster mag dicht.\n'
