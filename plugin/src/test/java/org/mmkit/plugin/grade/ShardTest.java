// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  @Test
  void eachOneIsInOneShard() {
    List<String> all = List.of("a", "b", "c", "d", "e");
    assertThat(new Shard(1, 3).of(all)).containsExactly("a", "d");
    assertThat(new Shard(2, 3).of(all)).containsExactly("b", "e");
    assertThat(new Shard(3, 3).of(all)).containsExactly("c");
    assertThat(new Shard(7, 9).of(all)).isEmpty();
    assertThat(Shard.parse(null)).isEqualTo(Shard.WHOLE);
    assertThat(Shard.parse(" 3/16 ")).isEqualTo(new Shard(3, 16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "3", "a/b", "1/0", "1/3/5", "-1/3", "999999/999999"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Shard.parse(text)).hasMessageContaining("Write such as 3/16");
  }
}
