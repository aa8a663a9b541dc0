package dev.perigee.router.simulation;

import java.util.Arrays;
import java.util.Random;

/** Draws numbers from 0 on by their weights. */
final class Lottery {

  private final double[] sums;

  Lottery(double[] weights) {
    sums = weights.clone();
    Arrays.parallelPrefix(sums, Double::sum);
  }

  int draw(Random random) {
    int found = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
    return Math.min(found < 0 ? -found - 1 : found + 1, sums.length - 1);
  }
}
