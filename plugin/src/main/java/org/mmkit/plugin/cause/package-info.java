/**
 * What a strategy did wrong, told once: findings are put together by their cause. A function of the
 * record of a run and of the rules' own words, and of nothing else.
 */
@NullMarked
package org.mmkit.plugin.cause;

import org.jspecify.annotations.NullMarked;
