// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.chart;

import java.util.List;

/**
 * The numbers of a chart.
 *
 * @param head what the columns are; the first one names the rows
 * @param rows each with a cell for each column; empty where there is no value
 */
public record DataTable(List<String> head, List<List<String>> rows) {

  public DataTable {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }
}
