// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.child.ShippedIds;
import org.mmkit.suite.record.Lane;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Timeline;

/** Judges strategies in other JVMs, and tells of them one after another. */
public final class Verification {
  private static final int NONCE_BYTES = 16;

  private final VerifyRequest request;
  private final RunListener listener;
  private final Path scratch;
  private final String main;
  private final JudgeRequest asked;
  private final List<StrategyRecord> records = new ArrayList<>();
  private final Map<String, List<Lane>> lanes = new LinkedHashMap<>();
  private final TreeMap<String, String> files = new TreeMap<>();
  private final List<VerifyOutcome.Detail> details = new ArrayList<>();
  private Optional<JudgedJvm> chosen = Optional.empty();

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
    listener.note("seed " + asked.search().seed());
    Provenance provenance = Digests.provenance(request, asked);
    List<Remark> remarks = StudentScan.scan(request.student().classes());
    remarks.forEach(remark -> listener.warning(remark.sentence()));
    Optional<Remark> refusal = remarks.stream().filter(Remark::isRefused).findFirst();
    List<String> strategies = strategies(refusal.isPresent());
    JudgedJvm jvm = chosen.orElseGet(() -> jvmFor(request));
    listener.note("judged by " + jvm.sentence());
    asked.goal().debugPort().ifPresent(this::announceDebugger);
    if (refusal.isPresent()) {
      strategies.forEach(strategy -> refuse(strategy, refusal.get()));
    } else {
      judge(strategies, jvm);
    }
    RunRecord run = new RunRecord(asked.search().seed(), Optional.of(provenance), records);
    return new VerifyOutcome(run, new Timeline(lanes), remarks, jvm, details, files);
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

  private void announceDebugger(int port) {
    listener.note("the judged JVM waits for a debugger at 127.0.0.1:" + port);
    listener.note("it halts in org.mmkit.suite.Breakpoint.here, before the step that fails");
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

  private void refuse(String strategy, Remark refusal) {
    listener.strategyBegins(strategy);
    String sentence =
        refusal.kind() == Remark.Kind.UNREADABLE
            ? refusal.sentence()
            : "The class "
                + refusal.what()
                + " ("
                + refusal.place()
                + ") stands in a package of mmkit: move it to a package of your own.";
    add(Judge.refused(strategy, sentence));
  }

  private void judge(List<String> strategies, JudgedJvm jvm) {
    int atOnce = Math.min(strategies.size(), request.jvm().atOnce());
    try (WarmJvms warm = new WarmJvms();
        Conversations conversations = new Conversations(listener, atOnce)) {
      for (String strategy : strategies) {
        conversations.begin(
            conversation(jvm, isOurs(strategy) ? Optional.of(warm) : Optional.empty()),
            port -> childRequest(strategy, port));
      }
      for (int i = 0; i < strategies.size(); i++) {
        listener.strategyBegins(strategies.get(i));
        judge(strategies.get(i), conversations.hear(i), jvm);
      }
    }
  }

  private void judge(String strategy, Conversations.Heard heard, JudgedJvm jvm) {
    Transcript transcript = heard.transcript();
    transcript
        .broken()
        .filter(broken -> broken.trouble() == Frame.Trouble.INPUT)
        .ifPresent(
            broken -> {
              boolean noStrategy = transcript.hello().isPresent() && transcript.info().isEmpty();
              throw noStrategy
                  ? new NoStrategyException(broken.sentence())
                  : new InputException(broken.sentence());
            });
    StrategyRecord record = again(strategy, transcript, Judge.judge(strategy, transcript), jvm);
    if (records.stream().anyMatch(r -> r.id().equals(record.id()))) {
      throw new InputException(
          "Two of the strategies have the id " + record.id() + " (mmkit.strategy).");
    }
    addLanes(record.id(), transcript);
    files.putAll(transcript.files());
    Optional<KnownDefects> known =
        transcript
            .info()
            .filter(StrategyInfo::shipped)
            .map(info -> KnownDefects.of(transcript, record));
    details.add(new VerifyOutcome.Detail(record.id(), heard.wallMs(), known));
    add(record);
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

  private void add(StrategyRecord record) {
    requireSomeCase(record);
    records.add(record);
    listener.strategyEnds(record);
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

  private ChildRequest childRequest(String strategy, int port) {
    return childRequest(strategy, port, asked);
  }

  private static ChildRequest childRequest(String strategy, int port, JudgeRequest request) {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    return new ChildRequest(HexFormat.of().formatHex(nonce), port, strategy, request);
  }

  private void addLanes(String id, Transcript transcript) {
    List<Lane> all = new ArrayList<>();
    transcript.stages().forEach(s -> s.end().ifPresent(end -> all.addAll(end.lanes())));
    if (!all.isEmpty()) {
      lanes.put(id, all);
    }
  }

  /** A run in which nothing was tried must not look like one in which nothing failed. */
  private void requireSomeCase(StrategyRecord record) {
    if (record.stages().stream().allMatch(s -> s.cases().isEmpty())) {
      throw new InputException(
          "No case of the stages "
              + String.join(", ", asked.stages())
              + " fits mmkit.case="
              + asked.cases().glob().text()
              + ".");
    }
  }
}
