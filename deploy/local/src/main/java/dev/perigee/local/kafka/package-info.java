/** The Kafka broker of the local suite: {@link dev.perigee.local.kafka.KafkaNode} is its main. */
@NullMarked
package dev.perigee.local.kafka;

import org.jspecify.annotations.NullMarked;
