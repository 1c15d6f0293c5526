// SPDX-License-Identifier: Apache-2.0
/**
 * Charts as SVG has them, and numbers as people read them; knows nothing of what is charted. A page
 * shows each chart with its {@link org.mmkit.plugin.chart.DataTable}, and no line or bar is told
 * apart by its colour alone.
 */
@NullMarked
package org.mmkit.plugin.chart;

import org.jspecify.annotations.NullMarked;
