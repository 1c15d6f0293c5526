/** The goals: parameters in, one call, the build's answer out. */
@NullMarked
package org.mmkit.plugin;

import org.jspecify.annotations.NullMarked;
