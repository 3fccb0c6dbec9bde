package dev.hindsight.adapter.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(new Samples(DoubleStream.of(9, 1, 5)).median()).isEqualTo(5);
    }

    @Test
    void aQuantileIsOneOfTheSamples() {
        Samples hundred = new Samples(IntStream.rangeClosed(1, 100).asDoubleStream());
        assertThat(hundred.quantile(50)).isEqualTo(50);
        assertThat(hundred.quantile(99)).isEqualTo(99);
        assertThat(hundred.quantile(100)).isEqualTo(100);
    }

    @Test
    void oneSampleIsEveryQuantile() {
        Samples one = new Samples(DoubleStream.of(7));
        assertThat(one.median()).isEqualTo(7);
        assertThat(one.quantile(99)).isEqualTo(7);
    }

    @Test
    void thereIsNoMedianOfNothing() {
        assertThatThrownBy(() -> new Samples(DoubleStream.empty())).isInstanceOf(IllegalArgumentException.class);
    }
}
