// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpacePropertyTest {

  private static final long SEED = 20180809;
  private static final int PAGES = 24;

  @Test
  void runsAreWhatAMapOfPagesWouldBe() {
    for (long seed = SEED; seed < SEED + 300; seed++) {
      Random random = new Random(seed);
      Space space = new Space();
      TreeMap<Long, Attributes> pages = new TreeMap<>();
      for (int step = 0; step < 60; step++) {
        long start = random.nextInt(PAGES);
        long end = start + 1 + random.nextInt(6);
        Attributes attributes = attributes(random);
        switch (random.nextInt(3)) {
          case 0 -> {
            space.clear(start, end);
            space.put(start, end, attributes);
            for (long page = start; page < end; page++) {
              pages.put(page, attributes);
            }
          }
          case 1 -> {
            space.clear(start, end);
            pages.subMap(start, end).clear();
          }
          default -> {
            space.change(start, end, a -> a.withProt(attributes.prot()));
            pages.subMap(start, end).replaceAll((p, a) -> a.withProt(attributes.prot()));
          }
        }
        assertThat(space.runs()).as("seed %d step %d", seed, step).isEqualTo(runs(pages));
        assertThat(space.isFree(start, end)).isEqualTo(pages.subMap(start, end).isEmpty());
        assertThat(space.isCovered(start, end))
            .isEqualTo(pages.subMap(start, end).size() == end - start);
      }
    }
  }

  @Test
  void joiningTwoMappingsLeavesASeamThatUnmappingRemoves() {
    Space space = new Space();
    space.put(0, 2, attributes(new Random(1)));
    space.put(2, 4, attributes(new Random(1)));
    assertThat(space.runs()).hasSize(1);
    assertThat(space.seamsWithin(0, 4)).containsExactly(2L);
    space.clear(2, 3);
    assertThat(space.seamsWithin(0, 4)).isEmpty();
  }

  private static Attributes attributes(Random random) {
    return new Attributes(random.nextInt(2) + 1, 7, false, 0, 0, 0, 0);
  }

  private static List<Run> runs(TreeMap<Long, Attributes> pages) {
    List<Run> runs = new ArrayList<>();
    pages.forEach(
        (page, attributes) -> {
          Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
          if (last != null && last.end() == page && last.attributes().equals(attributes)) {
            runs.set(runs.size() - 1, new Run(last.start(), page + 1, attributes));
          } else {
            runs.add(new Run(page, page + 1, attributes));
          }
        });
    return runs;
  }
}
