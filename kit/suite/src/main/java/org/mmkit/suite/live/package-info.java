// SPDX-License-Identifier: Apache-2.0
/** Goal host: the experiment of the 2018 series on the running kernel, beside the model. */
@NullMarked
package org.mmkit.suite.live;

import org.jspecify.annotations.NullMarked;
