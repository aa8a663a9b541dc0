/**
 * The records that cross service borders, and nothing that acts on them.
 *
 * <p>Start with {@link dev.perigee.contracts.Topics}: it names each stream, its key and its record.
 * Each record carries the version of its JSON form; {@link dev.perigee.contracts.ContractJson}
 * reads and writes it.
 */
@NullMarked
package dev.perigee.contracts;

import org.jspecify.annotations.NullMarked;
