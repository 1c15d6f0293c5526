// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('There is no last run')
assert log.contains('findAndSplit is still empty: begin with vmas.findVma(start)')
(1..3).each { assert log.contains("Hint $it of 3 for broken in conformance/MUN-001:") }
assert log.contains('There is no further hint for broken in conformance/MUN-001: all 3 were given.')
assert log.contains('hints given by mmkit:hint: 3')
assert log.contains('The last run passed: there is nothing to give a hint for.')
assert new File(basedir, '.mmkit/hints-given.txt').readLines() == ['broken'] * 3
// The case that the suite of the rung leaves out is another rung's: its rule is told.
assert log.contains('munlock is never called')
assert new JsonSlurper().parse(new File(basedir, 'target/mmkit/environment.json')).hints_given == 3
return true
