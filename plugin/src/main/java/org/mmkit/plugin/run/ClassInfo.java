// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * What a class file says of its class.
 *
 * @param name with dots
 * @param parents superclass and interfaces, with dots
 * @param access flags of the class file
 */
record ClassInfo(String name, List<String> parents, int access) {

  boolean isConcrete() {
    return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0;
  }
}
