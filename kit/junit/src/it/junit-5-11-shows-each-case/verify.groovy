// SPDX-License-Identifier: Apache-2.0
import groovy.xml.XmlSlurper

def reports = new File(basedir, 'target/surefire-reports')
def cases = new XmlSlurper().parse(new File(reports, 'TEST-student.MyUnmapTest.xml')).testcase
assert cases.size() >= 8
assert cases.find { it.@name.text() == 'MUN-001' }.failure.isEmpty()
def failed = cases.findAll { !it.failure.isEmpty() }
assert failed.size() >= 1
assert failed[0].failure.text().contains('instead of')
assert new XmlSlurper().parse(new File(reports, 'TEST-student.PlainTest.xml')).@tests.text() == '1'
assert new File(basedir, 'target/surefire-reports').list().every { !it.endsWith('.dumpstream') }
def log = new File(basedir, 'build.log').text
assert !log.contains('NoSuchMethodError') && !log.contains('NoClassDefFoundError')
