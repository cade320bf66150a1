using System.Globalization;

namespace RetentionApi.Benchmarks.Stage;

/// <summary>What the kernel knows of processes, from /proc.</summary>
internal static class ProcessTable
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux

    /// <summary>Processor time of the service and of the server with all its backends, those that have ended too.</summary>
    public static TimeSpan TimeOf(MeasuredService service) =>
        TimeSpan.FromSeconds((Ticks(service.ProcessId) + WithChildren(service.Stage.PostmasterId).Sum(Ticks)) / TicksPerSecond);

    /// <summary>The most memory that it held at once since <see cref="ForgetPeak"/>, in MiB.</summary>
    public static double PeakMemory(int process) => Memory(process, "VmHWM:");

    /// <summary>In MiB.</summary>
    public static double ResidentMemory(int process) => Memory(process, "VmRSS:");

    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    private static double Memory(int process, string line) =>
        double.Parse(File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;

    private static IEnumerable<int> WithChildren(int process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).Prepend(process);

    /// <summary>User and system time, its own and that of the children it has waited for; 0 of one that has just gone.</summary>
    private static long Ticks(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
