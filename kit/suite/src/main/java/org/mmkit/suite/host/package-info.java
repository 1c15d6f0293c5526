/**
 * The running kernel as a witness: programs of the case language, carried out as real system calls
 * by a small player in C, which is compiled at its first use.
 *
 * <p>No result of a judgement depends on this package: it is for machines on which it can run, and
 * says why where it cannot.
 */
@NullMarked
package org.mmkit.suite.host;

import org.jspecify.annotations.NullMarked;
