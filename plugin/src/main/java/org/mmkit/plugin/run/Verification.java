// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Part;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.ShippedIds;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.StrategyRecord;

/** Judges strategies in other JVMs, and tells of them one after another. */
public final class Verification {
  private static final int NONCE_BYTES = 16;

  private final VerifyRequest request;
  private final RunListener listener;
  private final Path scratch;
  private final String main;
  private final JudgeRequest asked;
  private Optional<JudgedJvm> chosen = Optional.empty();
  private boolean needsThreads;

  /**
   * @param scratch a fresh folder for files that are not needed afterwards
   */
  public Verification(VerifyRequest request, RunListener listener, Path scratch) {
    this(request, listener, scratch, JvmCommand.MAIN);
  }

  /**
   * @param main the main class of the judged JVM, with its module
   */
  Verification(VerifyRequest request, RunListener listener, Path scratch, String main) {
    this.request = request;
    this.listener = listener;
    this.scratch = scratch;
    this.main = main;
    this.asked = withClassOfOther(request.asked());
  }

  /**
   * The JVM that the request asks for.
   *
   * @throws InputException if there is none
   */
  public static JudgedJvm jvmFor(VerifyRequest request) {
    return new JvmChooser(new JvmProbe(request.kit()), Path.of(System.getProperty("java.home")))
        .choose(request.jvm().name(), request.jvm().toolchainJdk());
  }

  /** Judges in a JVM that was chosen before. */
  public Verification in(JudgedJvm jvm) {
    chosen = Optional.of(jvm);
    return this;
  }

  /**
   * Judges all strategies of the request.
   *
   * @throws InputException if the request cannot be carried out
   */
  public VerifyOutcome run() {
    Begin begin = begin();
    Outcomes outcomes = new Outcomes(asked, listener);
    if (begin.refusal().isPresent()) {
      for (String strategy : begin.strategies()) {
        listener.strategyBegins(strategy);
        outcomes.addRefused(strategy, words(begin.refusal().get()));
      }
    } else {
      judge(begin.strategies(), begin.jvm(), outcomes);
    }
    return outcomes.of(begin.provenance(), begin.remarks(), begin.jvm());
  }

  /**
   * Judges a part of the jobs of each strategy.
   *
   * @param journal keeps what is done, and knows what was done before
   * @throws InputException if the request cannot be carried out
   */
  public RunPart run(Part part, Journal journal) {
    Begin begin = begin();
    Provenance of = begin.provenance();
    List<StrategyPart> parts = new ArrayList<>();
    if (begin.refusal().isPresent()) {
      String why = words(begin.refusal().get());
      begin.strategies().forEach(one -> parts.add(StrategyPart.refused(one, why)));
    } else {
      int before =
          journal.open(
              String.join(
                  " ", of.submission(), of.kit(), of.asked(), part.index() + "/" + part.of()));
      if (before > 0) {
        listener.note("goes on behind " + before + " cases that were done before");
      }
      PartRun run =
          new PartRun(
              asked,
              listener,
              journal,
              request.jvm().atOnce(),
              () -> conversation(begin.jvm(), Optional.empty()),
              (strategy, some) -> port -> childRequest(strategy, port, some));
      parts.addAll(run.run(begin.strategies(), part));
    }
    return new RunPart(
        of,
        asked,
        RunPart.Jvm.of(begin.jvm()),
        begin.remarks(),
        part.of(),
        new TreeSet<>(List.of(part.index())),
        parts);
  }

  /**
   * What is known before the first case runs.
   *
   * @param refusal why none runs, if so
   */
  private record Begin(
      Provenance provenance,
      List<Remark> remarks,
      Optional<Remark> refusal,
      List<String> strategies,
      JudgedJvm jvm) {}

  private Begin begin() {
    listener.note("seed " + asked.search().seed());
    Provenance provenance = Digests.provenance(request, asked);
    List<Remark> remarks = StudentScan.scan(request.student().classes());
    remarks.forEach(remark -> listener.warning(remark.sentence()));
    needsThreads = remarks.stream().anyMatch(r -> r.kind() == Remark.Kind.THREAD_LOCAL);
    Optional<Remark> refusal = remarks.stream().filter(Remark::isRefused).findFirst();
    List<String> strategies = strategies(refusal.isPresent());
    JudgedJvm jvm = chosen.orElseGet(() -> jvmFor(request));
    listener.note("judged by " + jvm.sentence());
    return new Begin(provenance, remarks, refusal, strategies, jvm);
  }

  private StrategyFinder finder() {
    return new StrategyFinder(request.student(), request.kit());
  }

  /** The judged JVM knows the student's strategies by their classes. */
  private JudgeRequest withClassOfOther(JudgeRequest from) {
    JudgeRequest.Goal goal = from.goal();
    Optional<String> other = goal.other().map(finder()::classOf);
    return from.withGoal(goal.withOther(other));
  }

  /**
   * Whom to judge.
   *
   * @param refused whether nobody will be, so that it need not be found either
   */
  private List<String> strategies(boolean refused) {
    StrategyFinder finder = finder();
    if (!request.strategies().isEmpty()) {
      return request.strategies().stream().map(finder::classOf).toList();
    }
    try {
      return List.of(finder.findTheOne());
    } catch (InputException e) {
      if (refused) {
        return List.of("strategy");
      }
      throw e;
    }
  }

  private static String words(Remark refusal) {
    return refusal.kind() == Remark.Kind.UNREADABLE
        ? refusal.sentence()
        : "The class "
            + refusal.what()
            + " ("
            + refusal.place()
            + ") stands in a package of mmkit: move it to a package of your own.";
  }

  private void judge(List<String> strategies, JudgedJvm jvm, Outcomes outcomes) {
    int atOnce = Math.min(strategies.size(), request.jvm().atOnce());
    try (WarmJvms warm = new WarmJvms();
        Conversations conversations = new Conversations(listener, atOnce)) {
      for (String strategy : strategies) {
        conversations.begin(
            conversation(jvm, isOurs(strategy) ? Optional.of(warm) : Optional.empty()),
            port -> childRequest(strategy, port, asked));
      }
      for (int i = 0; i < strategies.size(); i++) {
        String strategy = strategies.get(i);
        listener.strategyBegins(strategy);
        Conversations.Heard heard = conversations.hear(i);
        Transcript transcript = heard.transcript();
        outcomes.add(
            strategy,
            transcript,
            heard.wallMs(),
            record -> again(strategy, transcript, record, jvm));
      }
    }
  }

  /** Runs some cases of a student's strategy again that passed all, in a JVM of their own. */
  private StrategyRecord again(
      String strategy, Transcript first, StrategyRecord record, JudgedJvm jvm) {
    boolean students = first.info().filter(info -> !info.shipped()).isPresent();
    return students && Again.isUseful(record, asked)
        ? Again.in(
                conversation(jvm, Optional.empty()),
                port -> childRequest(strategy, port, Again.of(asked)))
            .compared(record)
        : record;
  }

  private boolean isOurs(String strategy) {
    return ShippedIds.contains(strategy) && asked.goal().other().isEmpty();
  }

  private Conversation conversation(JudgedJvm jvm, Optional<WarmJvms> warm) {
    try {
      Path folder = Files.createTempDirectory(scratch, "jvm");
      return new Conversation(
          jvm.java(), JvmCommand.arguments(request, main, jvm.feature()), folder, warm);
    } catch (IOException e) {
      throw new UncheckedIOException("There is no folder for the judged JVM: " + e.getMessage(), e);
    }
  }

  private ChildRequest childRequest(String strategy, int port, JudgeRequest from) {
    JudgeRequest request = needsThreads ? from.withFiber(FiberKind.THREAD) : from;
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    return new ChildRequest(HexFormat.of().formatHex(nonce), port, strategy, request);
  }
}
