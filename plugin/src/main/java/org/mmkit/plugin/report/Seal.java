// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The last field of a JSON document, {@code seal}: a digest of all before it. With a word that only
 * the one who asks knows it is a keyed digest, which nobody else can make.
 */
public final class Seal {
  private static final Pattern END =
      Pattern.compile(",\n  \"seal\": \"((?:hmac-)?sha256:[0-9a-f]{64})\"\n}\n\\z");
  private static final String CLOSE = "\n}\n";

  /** What a document and a seal come to. */
  public enum State {
    /** The document is as it was sealed, with this word. */
    WHOLE,
    /** There is no seal: the document was cut, or an older mmkit wrote it. */
    MISSING,
    /** The document was sealed with a word, and none is given. */
    NEEDS_NONCE,
    /** The document was sealed without a word, and one is given. */
    WITHOUT_NONCE,
    /** The document was changed, or sealed with another word. */
    BROKEN
  }

  private Seal() {}

  /**
   * The document with its seal.
   *
   * @param document JSON in several lines, as {@code RecordCodec.document} makes it
   */
  public static String on(String document, Optional<String> nonce) {
    if (!document.endsWith(CLOSE)) {
      throw new IllegalArgumentException("no JSON object in several lines");
    }
    String body = document.substring(0, document.length() - CLOSE.length());
    return body + ",\n  \"seal\": \"" + digest(document, nonce) + "\"" + CLOSE;
  }

  /** Whether a document is as it was when it was sealed. */
  public static State check(String document, Optional<String> nonce) {
    Matcher end = END.matcher(document);
    if (!end.find()) {
      return State.MISSING;
    }
    String found = end.group(1);
    boolean keyed = found.startsWith("hmac-");
    if (keyed != nonce.isPresent()) {
      return keyed ? State.NEEDS_NONCE : State.WITHOUT_NONCE;
    }
    String expected = digest(document.substring(0, end.start()) + CLOSE, nonce);
    boolean same =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            found.getBytes(StandardCharsets.US_ASCII));
    return same ? State.WHOLE : State.BROKEN;
  }

  private static String digest(String document, Optional<String> nonce) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    try {
      if (nonce.isEmpty()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return "sha256:" + HexFormat.of().formatHex(hash);
      }
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = ("mmkit:" + nonce.get()).getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }
}
