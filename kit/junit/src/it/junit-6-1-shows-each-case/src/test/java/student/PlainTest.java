// SPDX-License-Identifier: Apache-2.0
package student;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;

class PlainTest {
  @Test
  void jupiterRunsBesideIt() {
    assertNotNull(new MyUnmap());
  }
}
