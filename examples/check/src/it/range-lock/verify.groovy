// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
// Both of the example pass.
['range-lock', 'speculative'].each { assert log =~ /(?m)^.*$it +PASS/ }
// Each wrong one is told by what it does.
def run = new JsonSlurper().parse(new File(basedir, 'target/mmkit/run.json'))
def broken = run.strategies.collectEntries { [it.id, it.stages*.cases.flatten()*.findings.flatten()*.rule as Set] }
assert broken['student.wrong.LooksOnce'].contains('D4')
assert broken['student.wrong.LooksTooEarly'].contains('U1')
return true
