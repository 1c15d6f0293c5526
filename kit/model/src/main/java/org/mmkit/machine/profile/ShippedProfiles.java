// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The profiles that are shipped, each a file beside this class. */
final class ShippedProfiles {
  static final List<String> NAMES =
      List.of("xeon-e5-2680-2018", "2s-40t-v4.15", "4s-192", "zen4-2vcpu-6.18");

  private static final Map<String, MachineProfile> READ = new LinkedHashMap<>();

  private ShippedProfiles() {}

  /** The profile of one of the names. */
  static synchronized MachineProfile profile(String name) {
    return READ.computeIfAbsent(
        name, unread -> ProfileReader.read(unread + ".profile", text(unread + ".profile")));
  }

  /** The text of a file beside this class. */
  static String text(String file) {
    try (InputStream in = ShippedProfiles.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
