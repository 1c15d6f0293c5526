// SPDX-License-Identifier: Apache-2.0
/**
 * Bugs of the history of munmap that can be switched on in the paths beside it: a file for each
 * family of the corpus. Each bug is a small subclass of one part of the kernel, with one step that
 * goes wrong. Nothing in the model knows this package.
 */
@NullMarked
package org.mmkit.mm.bugs;

import org.jspecify.annotations.NullMarked;
