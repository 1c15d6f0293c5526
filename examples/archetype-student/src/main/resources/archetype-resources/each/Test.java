package @package@;

import org.mmkit.junit.Rung;

/** The programs of this rung as tests, for an IDE; mmkit:verify judges them and measures too. */
@Rung(
    value = @class@.class,
    cases =
        @cases@,
    schedules = @schedules@)
class @class@Test {}
