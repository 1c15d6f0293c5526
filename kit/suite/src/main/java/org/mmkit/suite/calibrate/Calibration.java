// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.MachineCost;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.MmCost;

/**
 * A profile fitted to measurements: the figures of work to what one task did, the hand-over of a
 * semaphore to {@code mmap1} with two threads, an interrupt to {@code tlb_flush2} with two threads.
 * All else that was measured with several tasks is a check.
 */
public final class Calibration {
  private static final Map<String, Cost> PAIRS =
      new TreeMap<>(
          Map.of(
              "mmap1.threads.2", MachineCost.RWSEM_SPIN,
              "tlb_flush2.threads.2", MachineCost.IPI_SOCKET));

  private static final double LIMIT = 0.2;
  private static final double PERCENT = 100;

  private final MachineProfile base;
  private final Trials trials;
  private MachineProfile fitted;
  private final List<Residual> residuals = new ArrayList<>();
  private final TreeMap<String, String> figures = new TreeMap<>();

  /** Figures of work that a load with one task tells, and loads that tell some. */
  private final TreeSet<String> told = new TreeSet<>();

  private final TreeSet<String> telling = new TreeSet<>();

  /**
   * A number beside the model's.
   *
   * @param model what the fitted profile gives
   * @param fitted whether it was fitted to this number
   */
  public record Residual(Observed observed, double model, boolean fitted) {
    /** How far the model is off, as a share. */
    public double error() {
      return Math.abs(model / observed.value() - 1);
    }
  }

  private Calibration(MachineProfile base, Trials trials) {
    this.base = base;
    this.trials = trials;
    this.fitted = base;
  }

  /**
   * Fits.
   *
   * @param base where the search begins, and what no measurement tells stays
   */
  public static Calibration of(MachineProfile base, Trials trials, List<Observed> observed) {
    Calibration calibration = new Calibration(base, trials);
    List<Observed> single = observed.stream().filter(one -> one.tasks() == 1).toList();
    if (!single.isEmpty()) {
      calibration.fitSingle(single);
    }
    for (Observed one : observed) {
      calibration.fitPair(one);
    }
    for (Observed one : observed) {
      double model = trials.value(one, calibration.fitted);
      calibration.residuals.add(new Residual(one, model, isFitted(one)));
    }
    return calibration;
  }

  /** Whether a profile is fitted to such a measurement; if not, it is a check. */
  public static boolean isFitted(Observed one) {
    return one.tasks() == 1 || PAIRS.containsKey(one.name());
  }

  private void fitSingle(List<Observed> single) {
    SingleTask task = new SingleTask(trials, base, single);
    double[] ns = task.fit();
    for (int i = 0; i < ns.length; i++) {
      MmCost cost = SingleTask.FITTED.get(i);
      List<String> toldBy = task.toldBy(i);
      if (!toldBy.isEmpty()) {
        set(cost, ns[i], "one task of " + String.join(", ", toldBy));
        told.add(Figures.key(cost));
        telling.addAll(toldBy);
      }
    }
  }

  private void fitPair(Observed one) {
    Cost cost = PAIRS.get(one.name());
    if (cost != null) {
      MachineProfile paired = new PairedTasks(trials).fit(fitted, cost, one);
      set(cost, Figures.ns(paired, cost), one.name());
    }
  }

  private void set(Cost cost, double ns, String points) {
    fitted = Figures.with(fitted, cost, ns, points);
    figures.put(
        Figures.key(cost),
        String.format(
            Locale.ROOT,
            "%-18s %10.1f ns (was %.1f)  fitted to %s",
            Figures.key(cost),
            Figures.ns(fitted, cost),
            Figures.ns(base, cost),
            points));
  }

  /** The profile that came out. */
  public MachineProfile fitted() {
    return fitted;
  }

  /** A line for each figure that was fitted: its value, what it was, and the points. */
  public List<String> figures() {
    return List.copyOf(figures.values());
  }

  /** Each number beside the model's, in the order in which they were measured. */
  public List<Residual> residuals() {
    return Collections.unmodifiableList(residuals);
  }

  /** The error in the middle of those points that were fitted, or of those that were not. */
  public double medianError(boolean ofFitted) {
    double[] errors =
        residuals.stream()
            .filter(one -> one.fitted() == ofFitted)
            .mapToDouble(Residual::error)
            .sorted()
            .toArray();
    return errors.length == 0 ? 0 : errors[(errors.length - 1) / 2];
  }

  /** Why the profile is of no use, as sentences; empty if it is of some. */
  public Optional<String> refusal() {
    if (told.size() > telling.size()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%d figures (%s) hang on %d loads with one task (%s): with so few any numbers would"
                  + " fit, and the fit says nothing. Measure at least %d loads of %s.",
              told.size(),
              String.join(", ", told),
              telling.size(),
              String.join(", ", telling),
              told.size(),
              String.join(", ", trials.loads())));
    }
    if (medianError(true) > LIMIT) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "The median error is %.1f %%, and may be %.0f %%: the model does not fit this"
                  + " machine, or it was busy while it was measured.",
              PERCENT * medianError(true),
              PERCENT * LIMIT));
    }
    return Optional.empty();
  }
}
