namespace RetentionApi.Platform.Outbox;

internal static class OutboxRegistration
{
    /// <param name="services">Must know a <see cref="ProcessCustomers"/>.</param>
    /// <param name="configuration">Section <c>Dispatcher</c>.</param>
    public static IServiceCollection AddOutbox(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Dispatcher").Get<OutboxOptions>() ?? new OutboxOptions())
        .AddSingleton<OutboxSignal>()
        .AddSingleton<OutboxLag>()
        .AddSingleton<OutboxSweep>()
        .AddSingleton<OutboxBatches>()
        .AddHostedService<Dispatcher>();
}
