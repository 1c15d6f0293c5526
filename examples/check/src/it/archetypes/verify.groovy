// SPDX-License-Identifier: Apache-2.0
import groovy.io.FileType
import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def log = new File(basedir, 'build.log').text
def teach = new File(basedir, 'out/teach')
def anna = new File(teach, 'handed-in/anna')
def files = { File root ->
  def paths = []
  root.eachFileRecurse(FileType.FILES) { file ->
    def path = root.toPath().relativize(file.toPath()).toString().replace('\\', '/')
    if (!(path =~ /(^|\/)target\//)) {
      paths << path
    }
  }
  paths
}

// The student's half, and nothing of the other.
def hers = files(anna)
['.gitignore', '.github/workflows/feedback.yml', '.mvn/wrapper/maven-wrapper.properties', '.run/rung-1-split verify.run.xml',
 '.vscode/launch.json', '.vscode/tasks.json', 'README.md', 'mvnw', 'mvnw.cmd', 'pom.xml',
 'rung-1-split/.eclipse/rung-1-split verify.launch', 'rung-1-split/src/main/java/de/uni/anna/MyUnmap.java',
 'rung-1-split/src/test/java/de/uni/anna/MyUnmapTest.java', 'rung-7-find/answer.sched',
 'rung-8-mend/src/test/java/de/uni/anna/StacksWaitTest.java'].each { assert it in hers }
assert hers.every { !it.contains('solution') && !it.contains('rubric') && !it.startsWith('each') && !it.contains('dot-') }
assert hers.findAll { it ==~ /rung-\d-\w+\/pom.xml/ }*.substring(5, 6).sort() == ['1', '7', '8']
hers.each { path ->
  def file = new File(anna, path)
  if (!path.startsWith('mvnw')) {
    def text = file.getText('UTF-8')
    assert !text.contains('solution/') : path
    assert !(text =~ /java\/student\b/) && (path.endsWith('.md') || !(text =~ /\bstudent\.[A-Z]/)) : path
    assert !(text =~ /@[a-zA-Z]+@/) : path
  }
  if (path.endsWith('.xml') || path.endsWith('.launch')) {
    new XmlSlurper(false, false).parse(file)
  }
  if (path.endsWith('.json')) {
    new JsonSlurper().parse(file)
  }
}
assert new File(anna, 'mvnw').canExecute()
assert new File(anna, 'rung-1-split/README.md').text.contains('| points | 30: whole VMAs and cuts 12, holes and limits 8, every program passes 10 |')
assert log.contains('"12" is no rung (rungs)')
assert !new File(basedir, 'out/none').exists()

// The instructor's half.
def pom = new File(teach, 'rung-1-split/pom.xml').text
assert pom.contains('<mmkit.seed>4711</mmkit.seed>') && pom.contains('<mmkit.folder>rung-1-split</mmkit.folder>')
assert new File(teach, 'rung-1-split/rubric.txt').text.contains('part whole-vmas-and-cuts 12')
assert new File(teach, 'rung-8-mend-StacksWait/pom.xml').text.contains('<mmkit.strategy>de.uni.anna.StacksWait</mmkit.strategy>')

// She begins, and is told where; the solution passes.
assert log.contains('findAndSplit is still empty: begin with vmas.findVma(start)')
assert log =~ /de.uni.anna.MyUnmap +PASS/
assert log =~ /Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0/
assert log.contains('The schedule ends before the run does')
assert log =~ /breaks +yes +It breaks MM0218/

// She is graded by what the instructor says.
assert new File(teach, 'rung-1-split/target/mmkit/grade/grade.csv').text =~ /anna,.*BROKEN,/
assert new File(teach, 'rung-7-find/target/mmkit/grade/grade.csv').text =~ /anna,.*FAIL,0/
assert new File(basedir, 'out/one/grade/grade.csv').text =~ /solution,.*PASS,30,30/
def book = new File(teach, 'target/mmkit/gradebook/gradebook.csv').readLines()
assert book[0].startsWith('submission,name,id,days_late,rung-1-split,rung-7-find,total,of')
assert book[1] =~ /anna,.*,0,40,BROKEN,FAIL/
assert log.contains('There are no points in')
return true
