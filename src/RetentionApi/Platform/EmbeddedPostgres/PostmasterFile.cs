using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace RetentionApi.Platform.EmbeddedPostgres;

/// <summary>postmaster.pid, which a running server keeps in its data folder and a killed one leaves there.</summary>
internal sealed record PostmasterFile(int ProcessId, Instant StartedAt, bool IsReady)
{
    private const int ClockToleranceInSeconds = 10;

    /// <returns>null when there is none, or it is not written to its end yet.</returns>
    public static PostmasterFile? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var lines = File.ReadAllLines(path);
            return lines.Length < 3
                ? null
                : new PostmasterFile(
                    int.Parse(lines[0], CultureInfo.InvariantCulture),
                    Instant.FromUnixTimeSeconds(long.Parse(lines[2], CultureInfo.InvariantCulture)),
                    IsReady: lines.Length >= 8 && lines[7].Trim() == "ready");
        }
        catch (Exception race) when (race is FileNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The server that wrote the file, if it still lives. After a crash its process id may be another program's by now, so name and start are compared too.</summary>
    public Process? FindServer()
    {
        try
        {
            var process = Process.GetProcessById(ProcessId);
            var startedAt = Instant.FromDateTimeUtc(process.StartTime.ToUniversalTime());
            return process.ProcessName == "postgres" && Math.Abs((startedAt - StartedAt).TotalSeconds) < ClockToleranceInSeconds ? process : null;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
