// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log.contains('MyUnmap.munmap is still empty: begin with kernel.checkRange(start, length)')
assert log.contains('MyUnmap.java:16')
assert !log.contains('BUILD SUCCESS')
