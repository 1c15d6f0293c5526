// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import java.math.BigDecimal;
import java.util.Locale;

/** Writes a profile as the text of a {@code .profile} file, which {@link ProfileReader} reads. */
final class ProfileWriter {
  private ProfileWriter() {}

  static String text(MachineProfile profile) {
    Hardware hardware = profile.hardware();
    StringBuilder text = new StringBuilder();
    text.append("name = ").append(profile.name()).append('\n');
    text.append("cpus = ").append(hardware.cpus()).append('\n');
    text.append("sockets = ").append(hardware.sockets()).append('\n');
    text.append("hz = ").append(hardware.hz()).append('\n');
    text.append("policy = ").append(profile.policy()).append('\n');
    for (KnownFigures.Rule rule : KnownFigures.all().values()) {
      MachineProfile.Figure figure = profile.figure(rule.cost());
      if (figure != null) {
        BigDecimal value = BigDecimal.valueOf(figure.value()).movePointLeft(rule.scale());
        text.append(rule.key())
            .append(" = ")
            .append(value.stripTrailingZeros().toPlainString())
            .append(" | ")
            .append(figure.basis().name().toLowerCase(Locale.ROOT))
            .append(" | ")
            .append(figure.note())
            .append('\n');
      }
    }
    return text.toString();
  }
}
