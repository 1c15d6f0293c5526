// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.RecordCodec;

/**
 * What a long search has done so far: a line in a file for each job, written when the job ends, so
 * that whatever ends the search loses the open jobs alone. Each line is sealed with all before it.
 */
public final class Journal {
  /** The name of the file in the folder of results. */
  public static final String FILE = "so-far.jsonl";

  private static final String NOBODY = "nobody";

  private final Optional<Path> file;
  private final boolean resumes;
  private final String word;
  private final List<CaseFile> corpus;
  private final Map<Integer, List<StrategyPart.Job>> jobs = new TreeMap<>();
  private String seal = "";
  private int kept;

  private Journal(Optional<Path> file, boolean resumes, String word, List<CaseFile> corpus) {
    this.file = file;
    this.resumes = resumes;
    this.word = word;
    this.corpus = List.copyOf(corpus);
  }

  /** One that keeps nothing. */
  public static Journal none() {
    return new Journal(Optional.empty(), false, NOBODY, List.of());
  }

  /**
   * One in a folder.
   *
   * @param resumes whether to go on where a search was that was ended
   * @param nonce what lines are sealed with
   */
  public static Journal in(Path folder, boolean resumes, Optional<String> nonce) {
    Optional<Path> file = Optional.of(folder.resolve(FILE));
    return new Journal(file, resumes, nonce.orElse(NOBODY), List.of());
  }

  /** The same of a search that begins with these programs, and makes them more as it goes on. */
  public Journal beginningWith(List<CaseFile> programs) {
    return new Journal(file, resumes, word, programs);
  }

  /**
   * The programs that the search in a folder began with, whatever it has made of them since. Empty
   * if there is none, or its first line cannot be read; {@link #open} says that then.
   */
  public static Optional<List<CaseFile>> begunWith(Path folder) {
    try {
      List<String> lines = read(folder.resolve(FILE));
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      String first = lines.get(0);
      return Optional.of(
          RecordCodec.read(first.substring(first.indexOf(' ') + 1), Head.class).corpus());
    } catch (IOException | JsonException e) {
      return Optional.empty();
    }
  }

  /**
   * What the search is of.
   *
   * @param corpus what it began with: the folder grows while it goes on
   */
  private record Head(String terms, List<CaseFile> corpus) {}

  private record Line(int strategy, StrategyPart.Job job) {}

  /**
   * Begins, or goes on.
   *
   * @param terms what the search is of
   * @return how many jobs were done before
   * @throws InputException if the file is of another search, or was changed
   */
  int open(String terms) {
    if (file.isEmpty()) {
      return 0;
    }
    try {
      List<String> lines = resumes ? read(file.get()) : List.of();
      if (!lines.isEmpty()) {
        take(file.get(), lines, terms);
      }
      begin(file.get(), terms);
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file.get() + " cannot be used", e);
    }
  }

  /** Writes down what was done before; the old file stays until the new one is whole. */
  private void begin(Path to, String terms) throws IOException {
    seal = "";
    StringBuilder text = new StringBuilder(lineOf(RecordCodec.write(new Head(terms, corpus))));
    for (Map.Entry<Integer, List<StrategyPart.Job>> some : jobs.entrySet()) {
      for (StrategyPart.Job job : some.getValue()) {
        text.append(lineOf(RecordCodec.write(new Line(some.getKey(), job))));
      }
    }
    Files.createDirectories(to.toAbsolutePath().getParent());
    Path whole = to.resolveSibling(FILE + ".new");
    Files.deleteIfExists(whole);
    Files.writeString(whole, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    Files.move(whole, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> read(Path from) throws IOException {
    if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    String text = Files.readString(from, StandardCharsets.UTF_8);
    // What was cut within a line has no end of line.
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private void take(Path from, List<String> lines, String terms) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int space = line.indexOf(' ');
      String json = line.substring(space + 1);
      String next = sealOf(json);
      if (space < 0 || !next.equals(line.substring(0, space))) {
        throw refused(from, i, "was changed, or sealed with another nonce");
      }
      seal = next;
      try {
        take(from, i, json, terms);
      } catch (JsonException e) {
        throw refused(from, i, "is of another mmkit (" + e.getMessage() + ")");
      }
    }
  }

  private void take(Path from, int index, String json, String terms) {
    if (index > 0) {
      Line line = RecordCodec.read(json, Line.class);
      jobs.computeIfAbsent(line.strategy(), s -> new ArrayList<>()).add(line.job());
      kept++;
    } else if (!RecordCodec.read(json, Head.class).terms().equals(terms)) {
      throw refused(from, index, "is of a search of other classes, or with other parameters");
    }
  }

  private static InputException refused(Path from, int index, String why) {
    return new InputException(
        from
            + ":"
            + (index + 1)
            + ": the line "
            + why
            + ". To begin from the start, leave mmkit.resume out.");
  }

  /** The jobs of a strategy that were done before. */
  List<StrategyPart.Job> before(int strategy) {
    return jobs.getOrDefault(strategy, List.of());
  }

  /** Keeps one more. */
  synchronized void keep(int strategy, StrategyPart.Job job) {
    kept++;
    if (file.isPresent()) {
      try {
        append(RecordCodec.write(new Line(strategy, job)));
      } catch (IOException e) {
        throw new UncheckedIOException("The file " + file.get() + " cannot be written", e);
      }
    }
  }

  /** What to tell somebody who ends the search. */
  public synchronized String farewell() {
    return kept == 0
        ? "ended before the end of the first case."
        : "ended before the end; "
            + kept
            + (kept == 1 ? " case is kept." : " cases are kept.")
            + " The same command with -Dmmkit.resume=true goes on behind them.";
  }

  /** The search has ended, and its results are written. */
  public void remove() {
    if (file.isPresent()) {
      try {
        Files.deleteIfExists(file.get());
      } catch (IOException e) {
        throw new UncheckedIOException("The file " + file.get() + " cannot be removed", e);
      }
    }
  }

  private void append(String json) throws IOException {
    Files.writeString(
        file.orElseThrow(),
        lineOf(json),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** A line, sealed with those before it. */
  private String lineOf(String json) {
    seal = sealOf(json);
    return seal + " " + json + "\n";
  }

  private String sealOf(String json) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(("mmkit:" + word).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(seal.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(json.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("each JDK has HMAC-SHA-256", e);
    }
  }
}
