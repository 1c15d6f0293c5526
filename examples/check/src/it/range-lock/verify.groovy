// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('range-lock')
def run = new JsonSlurper().parse(new File(basedir, 'target/mmkit/run.json'))
assert run.strategies*.verdict == ['FAIL']
assert log.contains('PASS')
return true
