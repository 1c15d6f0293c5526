// SPDX-License-Identifier: Apache-2.0
package student;

import org.mmkit.junit.Conformance;

@Conformance(value = MyUnmap.class, cases = "MUN-00*")
class MyUnmapTest {}
