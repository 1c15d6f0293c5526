// SPDX-License-Identifier: Apache-2.0
// Makes a repository of what was copied: keeps the rungs that were asked for, moves the student's classes to their
// package, sets the points, and fills in the files that name rungs. Both archetypes of the course have it.
import groovy.io.FileType
import java.security.SecureRandom

def root = new File(request.outputDirectory, request.artifactId)

def refuse = { String sentence ->
  root.deleteDir()
  throw new IllegalArgumentException(sentence)
}

/** A property of the archetype, without spaces around it. */
def asked = { String name -> (request.properties[name] ?: '').trim() }

def all = root.listFiles().findAll { it.name ==~ /rung-\d-.+/ }.sort { it.name }
def number = { File rung -> rung.name.substring(5, 6) as int }

// Which rungs: all, or numbers and ranges of numbers with commas between them.
def wanted = asked('rungs') == 'all' ? all.collect(number) : asked('rungs').split(/\s*,\s*/).collectMany { word ->
  def range = word =~ /^(\d)(?:-(\d))?$/
  if (!range) {
    refuse("\"$word\" is no rung (rungs): write numbers with commas between them, such as 0-3,6, or all.")
  }
  (range[0][1] as int)..((range[0][2] ?: range[0][1]) as int)
}
def missing = wanted - all.collect(number)
if (missing) {
  refuse("There is no rung ${missing.join(', ')} (rungs); there are ${all.collect(number).join(', ')}.")
}
all.findAll { !(number(it) in wanted) }*.deleteDir()
def rungs = all.findAll { it.exists() }

// What they are worth: default, or such as 1=20,6=30.
def worth = [:]
if (asked('points') != 'default') {
  asked('points').split(/\s*,\s*/).each { word ->
    def pair = word =~ /^(\d)=(\d{1,3})$/
    if (!pair || !((pair[0][1] as int) in wanted) || pair[0][2] as int == 0) {
      refuse("\"$word\" gives no points (points): write a rung that you take and a number above 0, such as 6=30.")
    }
    worth[pair[0][1] as int] = pair[0][2] as BigDecimal
  }
}

def packageName = request.package
if (!(packageName ==~ /[a-z_]\w*(\.[a-z_]\w*)*/) || packageName.startsWith('org.mmkit')) {
  refuse("\"$packageName\" is no package for a student's classes (package): write such as student or de.uni.anna.")
}

/** Replaces text in a file, if it is there. */
def edit = { File file, Closure<String> change ->
  if (file.exists()) {
    def text = file.getText('UTF-8')
    def changed = change(text)
    if (changed != text) {
      file.setText(changed, 'UTF-8')
    }
  }
}

/** Fills in words such as @rung@. */
def filled = { String text, Map words ->
  words.inject(text) { all_, word -> all_.replace("@${word.key}@", "${word.value}") }
}

/** All numbers of a text, times a factor, with two digits behind the point where they are needed. */
def scaled = { String text, BigDecimal factor ->
  text.replaceAll(/\d+(\.\d+)?/) { found ->
    ((found[0] as BigDecimal) * factor).setScale(2, BigDecimal.ROUND_DOWN).stripTrailingZeros().toPlainString()
  }
}

def each = new File(root, 'each')
def template = { String name -> new File(each, name).getText('UTF-8') }
def forInstructor = new File(each, 'graded.xml').exists()
def versions = new Properties()
if (!forInstructor) {
  versions.load(new StringReader(template('versions.properties')))
}
def seed = asked('seed') in ['', 'random'] ? "${new SecureRandom().nextInt(Integer.MAX_VALUE)}" : asked('seed')
if (!(seed ==~ /\d{1,15}/)) {
  refuse("\"$seed\" is no seed (seed): write a number, or random.")
}

def made = []
rungs.each { rung ->
  def sources = []
  ['src/main/java', 'solution/main/java'].each { folder ->
    def from = new File(rung, "$folder/student")
    if (from.directory) {
      sources += from.listFiles().findAll { it.name.endsWith('.java') }
    }
  }
  def classes = sources.collect { it.name - '.java' }.unique().sort()

  // The package, in sources, files and pages.
  if (packageName != 'student') {
    def folder = packageName.replace('.', '/')
    rung.eachFileRecurse(FileType.FILES) { file ->
      edit(file) { text ->
        def moved = text.replaceAll(/\bjava\/student\b/, "java/$folder")
        // The runs that a page shows stay as they were: they were run in package student.
        file.name == 'README.md' ? moved : moved
            .replaceAll(/(?m)^package student;/, "package $packageName;")
            .replaceAll(/\bstudent\.(?=[A-Z])/, "$packageName.")
      }
    }
    ['src/main/java', 'solution/main/java'].each { java ->
      def from = new File(rung, "$java/student")
      if (from.directory) {
        def to = new File(rung, "$java/$folder")
        def moved = from.listFiles().collect { [it.name, it.bytes] }
        from.deleteDir()
        to.mkdirs()
        moved.each { name, bytes -> new File(to, name).bytes = bytes }
      }
    }
  }

  // Pages that lie beside the site in mmkit are named here.
  edit(new File(rung, 'README.md')) { text ->
    text.replaceAll(/\[([^\]]+)\]\((\.\.\/)+site\/[^)]*\/([\w-]+)\.md\)/) { "${it[1]} (page *${it[3]}* of the site)" }
  }

  def points = new File(rung, 'rubric.txt')
  def page = new File(rung, 'README.md')
  def row = (page.getText('UTF-8') =~ /(?m)^\| points \| (\D*(\d+).*) \|$/)
  if (worth[number(rung)] && row.find()) {
    def factor = worth[number(rung)] / (row.group(2) as BigDecimal)
    edit(page) { it.replace("| points | ${row.group(1)} |", "| points | ${scaled(row.group(1), factor)} |") }
    edit(points) { text ->
      text.replaceAll(/(?m)^(part \S+ )(\d+)/) { "${it[1]}${scaled(it[2], factor)}" }
    }
  }

  def pom = new File(rung, 'pom.xml')
  def property = { String name ->
    def found = pom.getText('UTF-8') =~ /(?s)<mmkit\.$name>(.*?)<\/mmkit\.$name>/
    found.find() ? found.group(1).replaceAll(/\s+/, ' ').trim() : ''
  }
  if (forInstructor) {
    def graded = { String folder, File where ->
      def terms = filled(template('graded.xml'),
          [folder: folder, take: property('sched') ? 'schedules' : 'sources', seed: seed])
      edit(new File(where, 'pom.xml')) { it.replaceFirst(/( *<properties>\n)/) { "${it[1]}$terms" } }
    }
    // A rung with several strategies is graded once for each.
    def strategies = property('strategy').split(/\s*,\s*/).findAll()
    if (strategies.size() < 2) {
      graded(rung.name, rung)
      made << rung
    } else {
      strategies.each { strategy ->
        def copy = new File(root, "${rung.name}-${strategy.tokenize('.').last()}")
        rung.eachFileRecurse(FileType.FILES) { file ->
          def to = new File(copy, rung.toPath().relativize(file.toPath()).toString())
          to.parentFile.mkdirs()
          to.bytes = file.bytes
        }
        edit(new File(copy, 'pom.xml')) { text ->
          text.replace("<artifactId>${rung.name}</artifactId>", "<artifactId>${copy.name}</artifactId>")
              .replaceFirst(/(?s)<mmkit\.strategy>.*?<\/mmkit\.strategy>/, "<mmkit.strategy>$strategy</mmkit.strategy>")
        }
        graded(rung.name, copy)
        made << copy
      }
      rung.deleteDir()
    }
  } else {
    made << rung
    // What is not handed out is not spoken of.
    edit(pom) { it.replaceFirst(/(?s)\n  <profiles>.*?<\/profiles>\n/, '') }
    edit(page) { it.replaceAll(/ ?One answer lies in `solution\/[^\n]*\n/, '\n') }
    edit(page) { it.replaceAll(/(?s)\n## When you are stuck\s*$/, '\n') }

    def cases = property('suite').split(/\s*,\s*/).findAll { it && !it.startsWith('hold/') }.join(', ')
    if (cases) {
      edit(pom) { it.replace('  </dependencies>\n', filled(template('junit.xml'), versions)) }
      def tests = new File(rung, "src/test/java/${packageName.replace('.', '/')}")
      tests.mkdirs()
      classes.each { name ->
        // Lines of Java end before column 100.
        def lines = cases.split(/(?<=, )/).inject(['']) { kept, word ->
          if (kept[-1].length() + word.length() > 80) {
            kept << word
          } else {
            kept[-1] = kept[-1] + word
          }
          kept
        }
        new File(tests, "${name}Test.java").setText(filled(template('Test.java'), [
            package: packageName, class: name, schedules: property('budget') ?: '500',
            cases: lines.collect { "\"$it\"" }.join('\n            + ')]), 'UTF-8')
      }
    }
    def goals = property('sched') ? ['mmkit:attack'] : ['mmkit:verify']
    goals += new File(rung, 'hints.txt').exists() ? ['mmkit:hint', 'mmkit:again'] : []
    def eclipse = new File(rung, '.eclipse')
    eclipse.mkdirs()
    goals.each { goal ->
      def words = [rung: rung.name, goal: goal]
      def name = "${rung.name} ${goal - 'mmkit:'}"
      new File(eclipse, "${name}.launch").setText(filled(template('eclipse.launch'), words), 'UTF-8')
      new File(root, "dot-run/${name}.run.xml").setText(filled(template('idea.run.xml'), words), 'UTF-8')
    }
  }
}
each.deleteDir()
rungs = made

// Files that say which rungs there are.
def pomText = new File(rungs[0], 'pom.xml').getText('UTF-8')
def first = rungs.find { new File(it, 'hints.txt').exists() } ?: rungs[0]
def titles = rungs.collectEntries { rung -> [rung.name, new File(rung, 'README.md').readLines('UTF-8')[0] - '# '] }
def words = versions + [
    groupId: request.groupId, artifactId: request.artifactId, version: request.version, package: packageName,
    title: rungs.size() == 1 ? titles[rungs[0].name] : 'munmap, in rungs',
    modules: rungs.collect { "    <module>${it.name}</module>" }.join('\n'),
    rungNames: rungs*.name.join(', '), rungStrings: rungs.collect { "\"${it.name}\"" }.join(', '),
    rungList: rungs.collect { "- [${titles[it.name]}](${it.name}/README.md)" }.join('\n'),
    first: first.name, firstClass: "${packageName.replace('.', '/')}/MyUnmap.java",
    mmkitVersion: (pomText =~ /<mmkit\.version>(.*?)</)[0][1], mmkitSource: asked('mmkitSource') ?: 'none',
    rungs: asked('rungs'), points: asked('points')]
root.eachFileRecurse(FileType.FILES) { file ->
  if (!rungs.any { file.path.startsWith(it.path + File.separator) } && !file.name.startsWith('mvnw')) {
    edit(file) { filled(it, words) }
  }
}
['mvnw', 'grade-all'].collect { new File(root, it) }.findAll { it.exists() }*.setExecutable(true)

// Names that begin with a dot are left out by tools on the way here.
root.listFiles().findAll { it.name.startsWith('dot-') }.each {
  it.renameTo(new File(root, '.' + (it.name - 'dot-')))
}
