// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.json.JsonObject;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Era;

/** What a strategy says of itself, as JSON. */
final class InfoCodec {

  private InfoCodec() {}

  static JsonObject write(StrategyInfo info) {
    return new JsonObject()
        .put("id", info.id())
        .put("reference", info.reference())
        .put("title", info.title())
        .put("source", info.source())
        .put("era", info.era().name())
        .put("claims", info.claims().stream().map(Enum::name).toList())
        .put("known_defects", info.knownDefects())
        .put("shipped", info.shipped());
  }

  static StrategyInfo read(JsonObject in) {
    Set<Claim> claims = EnumSet.noneOf(Claim.class);
    in.strings("claims").forEach(name -> claims.add(Claim.valueOf(name)));
    return new StrategyInfo(
        in.string("id"),
        in.string("reference"),
        in.string("title"),
        in.string("source"),
        in.constant("era", Era.class),
        claims,
        new TreeSet<>(in.strings("known_defects")),
        in.flag("shipped"));
  }
}
