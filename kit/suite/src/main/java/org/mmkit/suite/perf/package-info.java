/** Performance in virtual time: how long locks are held and waited for. */
@NullMarked
package org.mmkit.suite.perf;

import org.jspecify.annotations.NullMarked;
