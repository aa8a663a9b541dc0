package dev.perigee.edge.accesslog;

import dev.perigee.contracts.Reporting.AccessLog;

/**
 * Whose log it is, and where that goes.
 *
 * @param bucket domain name of the bucket
 * @param prefix of the file's name there; may have slashes
 */
record LogTarget(String distributionId, String bucket, String prefix) {

  static LogTarget of(String distributionId, AccessLog log) {
    return new LogTarget(distributionId, log.bucket(), log.prefix());
  }
}
