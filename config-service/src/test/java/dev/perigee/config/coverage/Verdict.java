package dev.perigee.config.coverage;

import java.util.List;

/**
 * What becomes of a setting.
 *
 * @param path of the setting
 * @param state in one word
 * @param note for people; may be empty
 */
record Verdict(String path, State state, String note) {

  enum State {
    IN_FORCE("in force"),
    PENDING("pending"),
    BINDS_NOTHING("kept"),
    REFUSED("refused");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * What one value led to.
   *
   * @param value that was tried
   * @param refusal code and message; empty where it was accepted
   * @param changes places of the published snapshot that changed, empty for none
   */
  record Trial(Object value, String refusal, List<String> changes) {
    boolean isRefused() {
      return !refusal.isEmpty();
    }
  }
}
