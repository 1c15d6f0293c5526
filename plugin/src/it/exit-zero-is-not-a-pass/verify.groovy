// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains('The strategy called System.exit at MyUnmap.java:')
assert log.contains('at MyUnmap.java:23.')
assert log.contains('MyUnmap.java:18: Files.writeString is outside the simulated machine.')

def results = new File(basedir, 'target/mmkit')
assert !new File(results, 'TEST-mmkit-forged.xml').exists()
def run = new JsonSlurper().parse(new File(results, 'run.json'))
assert run.strategies*.verdict == ['BROKEN']
