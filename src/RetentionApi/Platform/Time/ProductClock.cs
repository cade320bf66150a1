using NodaTime;

namespace RetentionApi.Platform.Time;

/// <summary>The product's clock, in whole microseconds as the database keeps them. May have been started on another day (embedded database only).</summary>
internal sealed class ProductClock(IClock system, Instant? startAt) : IClock
{
    private const int NanosecondsPerMicrosecond = 1_000;

    private readonly Duration shift = startAt is { } start ? start - system.GetCurrentInstant() : Duration.Zero;

    public bool IsShifted => shift != Duration.Zero;

    public Instant GetCurrentInstant()
    {
        var now = system.GetCurrentInstant() + shift;
        return now - Duration.FromNanoseconds(now.ToUnixTimeTicks() * 100 % NanosecondsPerMicrosecond);
    }
}

internal sealed record ClockOptions
{
    /// <summary>Where the clock starts; null: the present.</summary>
    public Instant? StartAt { get; init; }

    /// <summary>Set by the launcher that started the database itself; nobody else may start the clock elsewhere.</summary>
    public bool Embedded { get; init; }
}

internal static class TimeRegistration
{
    public static IServiceCollection AddProductClock(this IServiceCollection services, IConfiguration configuration)
    {
        var options = new ClockOptions
        {
            StartAt = configuration["Clock:StartAt"] is { Length: > 0 } text
                ? NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).GetValueOrThrow()
                : null,
            Embedded = configuration.GetValue<bool>("Clock:Embedded"),
        };
        if (options is { StartAt: not null, Embedded: false })
            throw new InvalidOperationException("Clock__StartAt is refused: only a service with its embedded database may start its clock elsewhere.");
        return services.AddSingleton<IClock>(new ProductClock(SystemClock.Instance, options.StartAt));
    }
}
