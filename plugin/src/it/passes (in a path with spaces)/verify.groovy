// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

def results = new File(basedir, 'target/mmkit')
assert results.list().sort() == ['TEST-mmkit-my-unmap.xml', 'environment.json', 'report.html',
    'run.json', 'scan.json', 'timeline.json']

def text = new File(results, 'run.json').text
def run = new JsonSlurper().parseText(text)
assert run.schema == 2
assert run.strategies*.id == ['my-unmap']
assert run.strategies[0].source == 'my homework'
assert run.strategies[0].verdict == 'PASS'
assert run.strategies[0].stages*.id == ['conformance', 'race', 'hold']
assert run.strategies[0].measures.hold.exclusive_hold_ns > 2_000_000_000
assert !text.contains(basedir.path)
assert run.provenance.parameters.find { it.name == 'mmkit.failOnViolation' } ==
    [name: 'mmkit.failOnViolation', value: 'false', from: 'POM']
assert run.provenance.parameters.every { it.name != 'mmkit.seed' }
assert run.provenance.submission ==~ /[0-9a-f]{64}/
assert run.seal.startsWith('hmac-sha256:')
assert new JsonSlurper().parse(new File(results, 'environment.json')).judged_jvm.home

def site = new File(basedir, 'target/site')
assert new File(site, 'mmkit.html').text.contains('mmkit/report.html')
assert new File(site, 'mmkit/report.html').bytes == new File(results, 'report.html').bytes

def log = new File(basedir, 'build.log').text
assert log.contains('mmkit: seed 20180809')
assert log.contains('mmkit: judged by JDK ')
assert log.contains('mmkit: not the defaults: ')
assert log.contains('mmkit: run.json is whole, and the result of these classes for this nonce: my-unmap PASS')
assert log =~ /\[\S+\] munmap of \d+ bytes/
['strategy', 'stages', 'cases', 'case', 'seed', 'budget', 'defect', 'fiber', 'timeout', 'jvm', 'argLine',
 'outputDirectory', 'failOnViolation', 'expectKnown', 'skip'].each {
  assert log.contains("mmkit.$it")
}
return true
