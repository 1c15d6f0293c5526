#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs once, when Gradescope builds the image: JDK, Maven, and a repository that needs no network afterwards.
set -eu
apt-get update
apt-get install -y --no-install-recommends openjdk-21-jdk-headless maven
# mmkit is not on Maven Central: it lies in the archive, as a clone.
mvn -B -q -f /autograder/source/mmkit/pom.xml install -DskipTests -pl plugin -am
# Grades the samples, which fills the repository and shows that the grader works.
mvn -B -q -f /autograder/source/pom.xml mmkit:grade -Dmmkit.budget=5
