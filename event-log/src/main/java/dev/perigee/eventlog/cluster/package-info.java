/**
 * How Kafka is reached: {@link dev.perigee.eventlog.cluster.KafkaCluster} is what every client is
 * made with, and says by which files a service and the brokers know each other.
 */
@NullMarked
package dev.perigee.eventlog.cluster;

import org.jspecify.annotations.NullMarked;
