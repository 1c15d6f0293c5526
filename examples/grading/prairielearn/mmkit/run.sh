#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The entrypoint of the container; the image is built from the Dockerfile beside the rubric.
root=${GRADE:-/grade}
exec "${GRADING:-/grading}/grade-one" "$root/student" "$root/results/results.json" prairielearn.json "$@"
