/**
 * The subject: ways to carry out munmap(2). A strategy is written in the words of {@link
 * org.mmkit.unmap.UnmapContext}; the shipped ones live in a package for each family.
 */
@NullMarked
package org.mmkit.unmap;

import org.jspecify.annotations.NullMarked;
